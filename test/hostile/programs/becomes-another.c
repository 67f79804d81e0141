/* Changes who it is. */
#include "hostile.h"
#include <grp.h>

int main(void) {
  uid_t me = getuid();
  gid_t group = 1;
  ATTEMPT("root", me != 0 && setuid(0) == 0);
  ATTEMPT("somebody", setuid(1) == 0 && getuid() != me);
  ATTEMPT("a neighbour", setresuid(70001, 70001, 70001) == 0);
  ATTEMPT("a group", setgid(1) == 0);
  ATTEMPT("groups", setgroups(1, &group) == 0);
  ATTEMPT("keep capabilities", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0) == 0);
  mkdir("/tmp/gift", 0755);
  ATTEMPT("give a file away", chown("/tmp/gift", 1, 1) == 0);
  return report();
}
