/* Key rings belong to a user, not to a namespace: a place to leave things for the next run. */
#include "hostile.h"

int main(void) {
  ATTEMPT("add a key", syscall(SYS_add_key, "user", "hostile", "x", 1, -4) > 0);
  ATTEMPT("session ring", syscall(SYS_keyctl, 0, -3, 1) > 0);
  ATTEMPT("join a ring", syscall(SYS_keyctl, 1, "hostile") > 0);
  ATTEMPT("ask for a key", syscall(SYS_request_key, "user", "hostile", NULL, -4) > 0);
  return report();
}
