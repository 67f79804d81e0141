/* Closes its output and runs on: the end of the output is not the end of the run. */
#include "hostile.h"

int main(void) {
  ATTEMPT("nothing, it goes silent", 0);
  report();
  fflush(stdout);
  for (int fd = 0; fd < 4096; fd++) close(fd);
  for (;;) pause();
}
