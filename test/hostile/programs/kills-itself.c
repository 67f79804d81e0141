/* A signal from its own hand is a signal. */
#include "hostile.h"

int main(void) {
  ATTEMPT("nothing, it dies", 0);
  report();
  fflush(stdout);
  kill(getpid(), SIGKILL);
  return 0;
}
