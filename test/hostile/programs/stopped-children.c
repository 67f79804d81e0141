/* Ends while its children are stopped, traced by one another, or ignoring everything. */
#include "hostile.h"

int main(void) {
  for (int i = 0; i < 8; i++) {
    pid_t child = fork();
    if (child == 0) {
      setsid();
      for (int s = 1; s < 32; s++) signal(s, SIG_IGN);
      if (i % 2 == 0) raise(SIGSTOP);
      for (;;) pause();
    }
    if (i % 2 == 1) ptrace(PTRACE_SEIZE, child, 0, 0);
  }
  ATTEMPT("nothing, it ends first", 0);
  return report();
}
