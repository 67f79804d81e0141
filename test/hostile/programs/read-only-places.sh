# Writes where only reading was given, and tries to make it writable first.
. "$(dirname "$0")/hostile.sh"
for place in / /usr /usr/bin /etc /dev /proc /hostile; do
  attempt "a file in $place" writes "$place/planted"
  attempt "a folder in $place" mkdir "$place/planted.d"
done
attempt "append to passwd" appends /etc/passwd "evil::0:0::/:/bin/sh"
attempt "append to a program" appends /usr/bin/true x
attempt "append to its own source" appends /hostile/hostile.sh x
attempt "chmod a program" chmod 777 /usr/bin/true
attempt "remount" mount -o remount,rw /usr
attempt "unlink" rm /hostile/hostile.sh
