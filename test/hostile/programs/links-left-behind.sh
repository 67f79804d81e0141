# Leaves links for whoever collects the output to follow: straight, relative, and through a link
# that makes the text of the next one lie about where it leads.
. "$(dirname "$0")/hostile.sh"
cd /out || exit 1
ln -s /etc/passwd straight
ln -s ../../../../../../etc/passwd relative
ln -s . here
ln -s here/here/here/../../../../../../../etc/passwd lying
ln -s "$HOST_SECRET" secret
ln -s loop loop
ln -s /tmp/not-there-yet dangling
mkdir sub && ln -s ../../../etc sub/etc
echo fine >kept.txt
ln -s kept.txt kept-link
mv sub sub2 && ln -s /etc sub
tried=8
