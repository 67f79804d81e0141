/* A stopped process takes no signal but the last one, and its parent waits for it forever. */
#include "hostile.h"

int main(void) {
  ATTEMPT("nothing, it stops", 0);
  report();
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    raise(SIGSTOP);
    _exit(0);
  }
  raise(SIGSTOP);
  waitpid(child, NULL, 0);
  return 0;
}
