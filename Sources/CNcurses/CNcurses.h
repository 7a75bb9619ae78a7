#pragma once
// The only door to ncurses. Everything Swift cannot import is wrapped here, and nothing else is:
// object-like macros that cast, function-like macros, and mutable globals that Swift 6 rejects.
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

// <wchar.h> declares this for X/Open only; it is what ncurses counts cells with.
int wcwidth(wchar_t character);

// Mutable globals (Swift 6: "not concurrency-safe because it involves shared mutable state")

static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline int nc_color_count(void) { return COLORS; }
static inline int nc_pair_count(void) { return COLOR_PAIRS; }
static inline SCREEN *nc_newterm(const char *term) { return newterm(term, stdout, stdin); }
static inline void nc_invalidate_physical_screen(void) {
  if (curscr) clearok(curscr, TRUE);
}

// Asking for a terminal without taking it. <term.h> defines lower-case macros, so it stays out.

extern int setupterm(const char *name, int descriptor, int *error);

/// Whether terminfo describes a terminal called `name`.
static inline bool nc_is_described(const char *name) {
  int error = 0;
  return setupterm(name, 1, &error) == OK;
}

// Attribute macros (casts are not imported)

static const attr_t nc_attr_bold = A_BOLD;
static const attr_t nc_attr_dim = A_DIM;
static const attr_t nc_attr_italic = A_ITALIC;
static const attr_t nc_attr_underline = A_UNDERLINE;
static const attr_t nc_attr_reverse = A_REVERSE;

// Drawing with colour pairs above 255

/// Makes `cell` show `text` (NUL-terminated, at most CCHARW_MAX scalars).
static inline int nc_make(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  return setcchar(cell, text, attributes, 0, &pair);
}

/// Makes `cell` show one scalar.
static inline void nc_make_one(cchar_t *cell, wchar_t scalar, attr_t attributes, int pair) {
  const wchar_t text[2] = {scalar, 0};
  setcchar(cell, text, attributes, 0, &pair);
}

/// Writes one cell, whatever its width.
static inline int nc_put(int row, int column, const cchar_t *cell) {
  return mvadd_wch(row, column, cell);
}

/// Writes cells of width 1 beside each other.
static inline int nc_put_row(int row, int column, const cchar_t *cells, int count) {
  return mvadd_wchnstr(row, column, cells, count);
}

// The width that ncurses counts with. <wchar.h> hides it without _XOPEN_SOURCE.

extern int wcwidth(wchar_t character);
