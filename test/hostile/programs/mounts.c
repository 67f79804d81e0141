/* Mounts over, under and beside what it was given. */
#include "hostile.h"

int main(void) {
  ATTEMPT("tmpfs", mount("none", "/tmp", "tmpfs", 0, "") == 0);
  ATTEMPT("bind", mount("/usr", "/tmp", NULL, MS_BIND, NULL) == 0);
  ATTEMPT("remount", mount(NULL, "/usr", NULL, MS_REMOUNT | MS_BIND, NULL) == 0);
  ATTEMPT("proc", mount("none", "/tmp", "proc", 0, "") == 0);
  ATTEMPT("disk", mount("/dev/vda", "/tmp", "ext4", 0, "") == 0);
  ATTEMPT("unmount", umount2("/usr", MNT_DETACH) == 0);
  ATTEMPT("pivot", syscall(SYS_pivot_root, "/tmp", "/tmp") == 0);
  ATTEMPT("open a file system", syscall(430, "tmpfs", 0) >= 0);
  ATTEMPT("open a tree", syscall(428, -100, "/usr", 1) >= 0);
  ATTEMPT("swap", syscall(SYS_swapon, "/tmp/x", 0) == 0);
  return report();
}
