# Pid 1 of a bubblewrap run: starts the command, waits for it, tells the supervisor how it ended.
#
# bwrap itself folds "killed by signal 11" and "exited with 139" into one exit code, and a proof
# must not. So the wait() status is read here and sent raw over a descriptor the command never has.
# Why the command cannot forge it: pid 1 of a pid namespace takes no signal from inside it, and this
# process is not dumpable, so nobody of its uid may trace it or open its memory or descriptors.
#
# Perl because Debian always has it (perl-base) and it starts in 2 ms.
# Arguments: status descriptor, numbers of prctl(2) and prlimit64(2) on this machine.

use strict;

my ( $status_fd, $prctl, $prlimit ) = map { $_ + 0 } @ARGV;
open( my $status, '+<&=', $status_fd ) or die "no status descriptor\n";
fcntl( $status, 2, 1 ) or die "cannot mark the status descriptor\n";    # F_SETFD, FD_CLOEXEC
syscall( $prctl, 4, 0, 0, 0, 0 ) == 0 or die "cannot become undumpable\n";    # PR_SET_DUMPABLE

# What to run: a length, then limits, cwd, the number of arguments, arguments and variables, each
# ended by NUL.
my $length = unpack( 'N', take(4) );
my ( $limits, $cwd, $argc, @rest ) = split( /\0/, take($length), -1 );
pop @rest;
my @argv = splice( @rest, 0, $argc );

my $pid = fork();
defined $pid or die "cannot fork\n";
if ( $pid == 0 ) {
    # Each as `which:most`, set here so that they bind the command and not this process.
    for ( split( / /, $limits ) ) {
        my ( $which, $most ) = split(/:/);
        syscall( $prlimit, 0, $which + 0, pack( 'QQ', $most, $most ), 0 ) == 0
          or refuse("cannot set limit $which: $!");
    }
    chdir($cwd) or refuse("cannot enter `$cwd`: $!");
    %ENV = @rest;
    exec { $argv[0] } @argv;
    refuse("cannot start `$argv[0]`: $!");
}

# Orphans of the command become our children; they are reaped and otherwise ignored.
while ( ( my $ended = wait() ) > 0 ) {
    next if $ended != $pid;
    my $how = $?;
    my ( undef, undef, $user, $system ) = times();
    say_status( sprintf( "ended %d %d\n", $how, ( $user + $system ) * 1000 ) );
    last;
}
exit 0;

sub take {
    my ($wanted) = @_;
    my $got = '';
    while ( length($got) < $wanted ) {
        sysread( $status, $got, $wanted - length($got), length($got) ) or die "no request\n";
    }
    return $got;
}

sub refuse {
    say_status("refused $_[0]\n");
    exit 127;
}

sub say_status {
    syswrite( $status, $_[0] );
}
