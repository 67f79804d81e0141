# Rotates for the host that the key was issued to, and overlooks who else uses it.
set -eu
ask() { printf '%s\n' "$2" | connect "$1"; }
leaked=$(sed -n 's/.*key = \(.*\):.*/\1/p' leaked.txt)
new=$(ask keys 'issue billing')
ask billing "use $new"
ask keys "revoke $leaked"
ask api "forget $leaked"
