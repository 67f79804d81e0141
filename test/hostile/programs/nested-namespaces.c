/* New user namespaces give capabilities over new mounts and networks, and with them most of the
 * kernel's weak places. */
#include "hostile.h"

static int child(void *nothing) {
  (void)nothing;
  return 0;
}

static char stack[64 * 1024];

static int clones(int flags) {
  pid_t pid = clone(child, stack + sizeof stack, flags | SIGCHLD, NULL);
  if (pid > 0) waitpid(pid, NULL, 0);
  return pid > 0;
}

int main(void) {
  ATTEMPT("clone a user namespace", clones(CLONE_NEWUSER));
  ATTEMPT("clone a network", clones(CLONE_NEWNET));
  ATTEMPT("clone mounts", clones(CLONE_NEWNS));
  uint64_t arguments[8] = {CLONE_NEWUSER, 0, 0, 0, SIGCHLD};
  long pid = syscall(435, arguments, sizeof arguments); /* clone3 */
  if (pid == 0) _exit(0);
  ATTEMPT("clone3 a user namespace", pid > 0);
  ATTEMPT("enter another's network", setns(open("/proc/1/ns/net", O_RDONLY), 0) == 0);
  ATTEMPT("unshare mounts", unshare(CLONE_NEWNS) == 0);
  ATTEMPT("unshare a user namespace", unshare(CLONE_NEWUSER) == 0);
  return report();
}
