/* Makes devices, and looks for ones that reach the machine. */
#include "hostile.h"
#include <sys/sysmacros.h>

int main(void) {
  ATTEMPT("a disk", mknod("/tmp/disk", S_IFBLK | 0666, makedev(254, 0)) == 0 &&
                        open("/tmp/disk", O_RDONLY) >= 0);
  ATTEMPT("memory", mknod("/tmp/mem", S_IFCHR | 0666, makedev(1, 1)) == 0 &&
                        open("/tmp/mem", O_RDONLY) >= 0);
  const char *devices[] = {"/dev/mem",  "/dev/kmem", "/dev/kmsg",  "/dev/vda",     "/dev/sda",
                           "/dev/kvm",  "/dev/fuse", "/dev/vsock", "/dev/net/tun", "/dev/port",
                           "/dev/loop0", "/dev/uinput", "/dev/userfaultfd", "/dev/btrfs-control"};
  for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
    ATTEMPT(devices[i], open(devices[i], O_RDONLY) >= 0 || open(devices[i], O_WRONLY) >= 0);
  }
  return report();
}
