# Files in /proc and /sys that steer the whole host.
. "$(dirname "$0")/hostile.sh"
for path in sys/kernel/core_pattern sys/kernel/hostname sys/kernel/modprobe sys/vm/overcommit_memory \
  sys/fs/binfmt_misc/register sysrq-trigger sys/net/ipv4/ip_forward sys/kernel/randomize_va_space \
  irq/0/smp_affinity; do
  attempt "/proc/$path" appends "/proc/$path" 1
done
for path in /proc/kcore /proc/kallsyms /proc/kmsg /proc/timer_list /sys/kernel/debug/x; do
  attempt "$path" sh -c "head -c 64 $path | grep -qaE '^0*[1-9a-f]'"
done
attempt "/sys" appends /sys/kernel/uevent_helper x
attempt "leave its control group" sh -c 'echo $$ >/sys/fs/cgroup/cgroup.procs'
attempt "leave its memory group" sh -c 'echo $$ >/sys/fs/cgroup/memory/cgroup.procs'
attempt "mount control groups" mount -t cgroup2 none /tmp
