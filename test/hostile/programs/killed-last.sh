# Asks the kernel to kill others first when memory runs out.
. "$(dirname "$0")/hostile.sh"
attempt "own score lowered" appends /proc/self/oom_score_adj -1000
attempt "own score lowered a little" appends /proc/self/oom_score_adj -1
if [ $$ != 1 ]; then
  attempt "pid 1 offered first" appends /proc/1/oom_score_adj 1000
fi
