/* Types into a terminal it shares, or takes one that it does not. */
#include "hostile.h"

int main(void) {
  for (int fd = 0; fd < 3; fd++) ATTEMPT("type into a descriptor", ioctl(fd, TIOCSTI, "x") == 0);
  int terminal = open("/dev/tty", O_RDWR);
  ATTEMPT("the controlling terminal", terminal >= 0);
  ATTEMPT("the console", open("/dev/console", O_RDWR) >= 0);
  ATTEMPT("a virtual console", open("/dev/tty0", O_RDWR) >= 0 || open("/dev/tty1", O_RDWR) >= 0);
  int own = posix_openpt(O_RDWR);
  ATTEMPT("paste into its own terminal", own >= 0 && ioctl(own, 0x541c, "\3") == 0);
  return report();
}
