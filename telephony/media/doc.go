// Package media is the sound of the box: a process of its own that receives,
// bridges, plays and tapes G.711 and G.722 over RTP (RFC 3550, 3551), tells
// and hears by RTCP how the sound comes, and the brain's [Client] of it.
//
// One thread of the operating system does all the sound: it waits for packets
// with epoll, passes each on at once, and sends prompts and music by one
// metronome. It allocates nothing per packet, knows no calls, only legs (a
// pair of ports), and hands what is to be taped to another thread through a
// ring of fixed size. It outlives its brain: when the socket drops, bridges,
// music and recordings go on; the next brain gets the list of legs.
package media
