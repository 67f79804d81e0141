# Waits to become a run's tool. The supervisor starts this ahead of time, so that what is slow (a
# process, control groups, another uid) is done when a request comes. By now it is the run's own
# user, without privilege, and in the run's control groups; it reads one message and becomes what
# that says by exec. Nothing of the request has run before.
#
# Arguments: status descriptor, filter descriptor, channel descriptor, number of dup3(2).

use strict;

my ( $status_fd, $filter_fd, $channel_fd, $dup3 ) = map { $_ + 0 } @ARGV;
$^F = 255;    # Descriptors opened here stay open across exec.
open( my $status,  '+<&=', $status_fd )  or die "no status descriptor\n";
open( my $filter,  '<&=',  $filter_fd )  or die "no filter descriptor\n";
open( my $channel, '>&=',  $channel_fd ) or die "no channel descriptor\n";

# The file to read as input, the channel's number in the run, whether the tool takes the status and
# filter descriptors over, then the tool and its arguments; each ended by NUL, a length in front.
my ( $input, $number, $keeps, @command ) = split( /\0/, take( unpack( 'N', take(4) ) ), -1 );
pop @command;

if ( $input ne '' ) { open( STDIN, '<', $input ) or die "cannot open the input: $!\n" }
if ( $number ne '' ) {
    syscall( $dup3, $channel_fd, $number + 0, 0 ) >= 0 or die "cannot place the channel: $!\n";
}
close($channel);
if ( !$keeps ) { close($status); close($filter) }
exec { $command[0] } @command;
die "cannot start `$command[0]`: $!\n";

sub take {
    my ($wanted) = @_;
    my $got = '';
    while ( length($got) < $wanted ) {
        # The supervisor ended or changed its mind.
        sysread( $status, $got, $wanted - length($got), length($got) ) or exit 0;
    }
    return $got;
}
