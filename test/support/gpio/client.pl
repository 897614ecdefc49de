#!/usr/bin/perl
# Stands in for every program of libgpiod: it has the name, the arguments and the output of one, and the stand-in for the chip
# (chip.ts) says what to print. Perl, because it starts within 5 ms as they do; Node would need 50, and every Debian has it.
use strict;
use warnings;
use IO::Socket::UNIX;

my $kernel = IO::Socket::UNIX->new( Peer => $ENV{GPIO_STAND_IN} ) or die "no stand-in for a chip: $!\n";
my ($name) = $0 =~ m{([^/]+)$};
$| = 1;
print {$kernel} join( "\x1f", $$, $name, @ARGV ), "\n";
$kernel->flush;
while ( my $order = <$kernel> ) {
    my ( $kind, $text ) = $order =~ /^(.)(.*)/s;
    if    ( $kind eq 'o' ) { print $text }
    elsif ( $kind eq 'e' ) { print STDERR $text }
    else                   { exit $text }
}
