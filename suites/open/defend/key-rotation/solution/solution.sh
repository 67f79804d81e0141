# A new key for each host that used the leaked one, the api first; then what nobody should have goes.
set -eu
ask() { printf '%s\n' "$2" | connect "$1"; }
leaked=$(sed -n 's/.*key = \(.*\):.*/\1/p' leaked.txt)
ask api calls | sed -n "s/^$leaked from \([a-z]*\)$/\1/p" > users
for host in $(cat users); do
  new=$(ask keys "issue $host")
  ask api "accept $new"
  ask "$host" "use $new"
done
ask keys "revoke $leaked"
ask keys keys | grep -v revoked | cut -d' ' -f1 > valid
for key in $(ask api accepted); do
  grep -qx -- "$key" valid || ask api "forget $key"
done
