#define _GNU_SOURCE
#include "CPosix.h"
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

int cp_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int cp_signalfd(const sigset_t *mask) { return signalfd(-1, mask, SFD_CLOEXEC | SFD_NONBLOCK); }

int cp_next_signal(int fd) {
  struct signalfd_siginfo info;
  return read(fd, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

static volatile sig_atomic_t interrupted;

static void note_interrupt(int number) {
  (void)number;
  interrupted = 1;
}

void cp_catch_interrupt(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_interrupt;
  action.sa_flags = (int)(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, NULL);
}

int cp_was_interrupted(void) { return interrupted; }

static struct {
  int fd, held, real_stderr;
  struct termios saved;
  struct sigaction previous[NSIG];
} guard = {.held = -1};

void cp_hold_stderr(void) {
  if (guard.held >= 0) return;
  guard.held = memfd_create("stderr", MFD_CLOEXEC);
  if (guard.held < 0) return;
  guard.real_stderr = dup(STDERR_FILENO);
  dup2(guard.held, STDERR_FILENO);
}

void cp_release_stderr(void) {
  if (guard.held < 0) return;
  dup2(guard.real_stderr, STDERR_FILENO);
  close(guard.real_stderr);
  char part[1024];
  lseek(guard.held, 0, SEEK_SET);
  for (ssize_t n; (n = read(guard.held, part, sizeof part)) > 0;)
    if (write(STDERR_FILENO, part, (size_t)n) < 0) break;
  close(guard.held);
  guard.held = -1;
}

static void restore_and_chain(int number, siginfo_t *info, void *context) {
  (void)context;
  // mouse off, bracketed paste off, plain text, cursor on, main screen
  static const char reset[] =
      "\033[?1000l\033[?1002l\033[?1006l\033[?2004l\033[0m\033[?25h\033[?1049l\r";
  ssize_t ignored = write(guard.fd, reset, sizeof reset - 1);
  (void)ignored;
  tcsetattr(guard.fd, TCSANOW, &guard.saved);
  cp_release_stderr();
  if (info->si_code <= 0 && number != SIGABRT) {
    // Sent by somebody: there is no fault that would come again, and Swift's backtracer returns.
    signal(number, SIG_DFL);
    raise(number);
    return;
  }
  sigaction(number, &guard.previous[number], NULL);  // Swift's backtracer, or the default
  // A fault happens again when we return, with its own stack; an abort has to be sent again.
  if (number == SIGABRT) raise(number);
}

void cp_guard_terminal(int fd) {
  static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  guard.fd = fd;
  tcgetattr(fd, &guard.saved);
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = restore_and_chain;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigaction(fatal[i], &action, &guard.previous[fatal[i]]);
  }
}
