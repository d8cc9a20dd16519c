// Package webadmin is the pages: rendered on the server, embedded in the
// program, Czech and English, from a phone to a wall screen.
//
// A request comes in through door (headers, host, size, origin), is led to a
// page's handler by routes, and answers with a template filled from a frame
// (who asks, in which language, what the desk looks like now). The parts of a
// page that live are templates of their own: [Pages] sends them again over
// one stream a tab when they changed, and the page's script puts them in
// place without losing what was typed.
//
// It sees telephony and board through the small interfaces in options.go;
// main plugs the rooms in.
package webadmin
