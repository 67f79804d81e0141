# Host by host: statements that quote, a new password on both sides, accounts and routes as they were;
# and the image, or a restart brings it all back.
set -eu
ask() { printf '%s\n' "$2" | connect "$1"; }
user=$(sed -n 's/.*as the user `\(.*\)`;/\1/p' README.md)
counter=$(sed -n 's/^- `\(.*\)` read `orders`.*/\1/p' README.md)
ours=$(sed -n 's/^- the world reached \(.*\), and nothing else;/\1/p' README.md | tr -d '`,')

ask shop pages | sed -e 's/ id = {id}/ id = {id:number}/' -e "s/'{name}'/{name:text}/" \
  -e 's/{sort}/{sort:field}/' -e 's/ {statement}$/ from items where id = {id:number}/' > pages
while read -r line; do ask shop "set $line"; done < pages
password=$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')
ask shop "password $password"
ask store "password $user $password"
ask shop freeze
for name in $(ask store users | cut -d: -f1); do
  [ "$name" = "$user" ] || [ "$name" = "$counter" ] || ask store "drop $name"
done
for table in $(ask store users | sed -n "s/^$user: //p"); do
  case $table in items | orders | people) ;; *) ask store "revoke $user $table" ;; esac
done
for page in $(ask edge routes); do
  case " $ours " in *" $page "*) ;; *) ask edge "withhold $page" ;; esac
done
