# Leaves a set-uid program; once the folder is the host's again, it would run as its owner.
. "$(dirname "$0")/hostile.sh"
cp /usr/bin/true /out/become
chmod 6755 /out/become
tried=1
