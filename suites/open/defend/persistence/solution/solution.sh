# Every file is read. What is not ours goes, what is ours loses the foreign line, and a start ends what
# still runs.
set -eu
ask() { printf '%s\n' "$1" | connect web; }
ours='/etc/units/site /etc/units/backup /etc/hourly/visits /lib/visits /lib/count /home/deploy/keys
/site/index /site/opening-hours /site/visit /var/visits /backup/index /backup/opening-hours /backup/visits'
for file in $(ask ls); do
  case " $(echo $ours) " in
  *" $file "*) ;;
  *) ask "rm $file" ;;
  esac
done
foreign=$(ask 'cat /etc/units/backup' | grep '^run')
{ echo 'write /etc/units/backup'; ask 'cat /etc/units/backup' | grep -vxF "$foreign"; } > request
connect web < request
staff=$(sed -n 's/.*sign in as `deploy`: \(.*\)\. Their.*/\1/p' README.md | sed 's/, /@office$\\|/g')
{ echo 'write /home/deploy/keys'; ask 'cat /home/deploy/keys' | grep "$staff@office\$"; } > request
connect web < request
ask reboot
