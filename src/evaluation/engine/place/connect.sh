#!/bin/sh
# connect HOST < request > answer: the program in an agent's sandbox. It has no network: it leaves the
# request in /connect, where the supervisor's side looks, and waits there for the answer.
if [ $# -ne 1 ]; then
  echo 'usage: connect HOST < request > answer' >&2
  exit 2
fi
id=$$-$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
cat > "/connect/$id.part" && mv "/connect/$id.part" "/connect/$id.$1.request" || exit 2
until [ -e "/connect/$id.ended" ]; do sleep 0.01; done
cat "/connect/$id.answer"
read -r code why < "/connect/$id.ended"
rm -f "/connect/$id.answer" "/connect/$id.ended"
[ -z "$why" ] || echo "connect: $why" >&2
exit "$code"
