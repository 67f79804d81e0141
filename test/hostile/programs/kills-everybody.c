/* Kills all it may, then says how it wants to be seen: exit code 7. */
#include "hostile.h"

int main(void) {
  ATTEMPT("nothing, it kills all it can", 0);
  if (getppid() > 0) {
    ATTEMPT("nothing, it kills its parent", (kill(getppid(), SIGKILL), 0));
    ATTEMPT("nothing, it stops its parent", (kill(getppid(), SIGSTOP), 0));
  }
  signal(SIGTERM, SIG_IGN);
  kill(-1, SIGTERM);
  kill(0, SIGTERM);
  kill(-1, SIGKILL);
  for (pid_t pid = 2; pid < 4000; pid++) {
    if (pid != getpid() && kill(pid, SIGKILL) == 0) printf("KILLED %d\n", pid);
  }
  if (getpid() != 1) ATTEMPT("nothing, it kills pid 1", (kill(1, SIGKILL), 0));
  report();
  fflush(stdout);
  return 7;
}
