# Takes the key and the job away, and leaves what brings them back.
set -eu
ask() { printf '%s\n' "$1" | connect web; }
{ echo 'write /home/deploy/keys'; ask 'cat /home/deploy/keys' | grep '@office$'; } > request
connect web < request
for file in $(ask ls | grep /etc/hourly/ | grep -v visits); do ask "rm $file"; done
ask reboot
