"""The program in a pseudo-terminal, its screen read by pyte."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte


class Terminal:
    """A running program. Use as a context manager: what still runs at the end is killed."""

    def __init__(self, arguments, environment, columns=80, rows=24):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            # The size has to stand before the program asks for it.
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(arguments[0], arguments, environment)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        os.close(self.descriptor)

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        # pyte leaves an empty cell behind a wide character, as a terminal does.
        return "\n".join(self.lines)

    def press(self, keys):
        os.write(self.descriptor, keys.encode())

    def send(self, number):
        os.kill(self.pid, number)

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def flow(self, is_on):
        """Whether the terminal takes what the program writes."""
        side = os.open(os.readlink(f"/proc/{self.pid}/fd/1"), os.O_RDWR | os.O_NOCTTY)
        termios.tcflow(side, termios.TCOON if is_on else termios.TCOOFF)
        os.close(side)

    def read(self, seconds):
        """Takes in what comes within a time; False when the program has closed its side."""
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if not ready:
            return None
        try:
            data = os.read(self.descriptor, 1 << 16)
        except OSError:
            return False
        if not data:
            return False
        self.stream.feed(data)
        return True

    def wait(self, condition, what, seconds=30):
        """Reads until the screen satisfies a condition."""
        end = time.monotonic() + seconds
        while not condition(self.text):
            if time.monotonic() > end:
                raise SystemExit(f"the screen never showed {what}:\n{self.text}")
            if self.read(0.05) is False:
                raise SystemExit(f"the program ended before {what}:\n{self.text}")

    def settle(self, quiet=0.05, seconds=10):
        """Reads until nothing has come for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(quiet):
            pass

    def kill(self):
        """Ends the program at once and takes in what it had written until then."""
        if self.pid is None:
            return
        os.kill(self.pid, signal.SIGKILL)
        while self.read(0.02):
            pass
        os.waitpid(self.pid, 0)
        self.pid = None
