# Withholds the page and changes the password at the store alone; the shop no longer gets in.
set -eu
ask() { printf '%s\n' "$2" | connect "$1"; }
user=$(sed -n 's/.*as the user `\(.*\)`;/\1/p' README.md)
ask store "password $user something-new"
for page in $(ask edge routes | grep '/.*/'); do ask edge "withhold $page"; done
