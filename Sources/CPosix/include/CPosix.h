#pragma once
#include <signal.h>

// Linux descriptors missing from Swift's Glibc module.

/// A counter that `poll` can wait for. Non-blocking, closed on exec.
int cp_eventfd(void);
/// A descriptor that delivers the signals in `mask`, which the caller has blocked.
int cp_signalfd(const sigset_t *mask);
/// The next pending signal number, or 0 when there is none.
int cp_next_signal(int fd);

/// Makes ^C set a flag from now on instead of ending the process; a second ^C ends it.
void cp_catch_interrupt(void);
/// Whether ^C was pressed since.
int cp_was_interrupted(void);

// Terminal guard. In C because only async-signal-safe calls may run in a signal handler.

/// Remembers the settings of the terminal on `fd`, and gives it back when the process crashes.
void cp_guard_terminal(int fd);
/// Keeps what is written to stderr off the screen. A crash lets it through.
void cp_hold_stderr(void);
/// Lets stderr through again, starting with what was held back.
void cp_release_stderr(void);
