package webadmin

import (
	"fmt"
	"strings"
	"testing"
)

// Who leafs to older pages comes back the way he went, to the newest in the
// end; a link remembers so many and no more.
func TestLeafingThereAndBack(t *testing.T) {
	way := []leaf{{}}
	for i := range 5 {
		way = append(way, way[i].older(fmt.Sprint(100-i)))
	}
	if got := way[3]; got != (leaf{"98", "0,100,99"}) {
		t.Errorf("the fourth page is %+v", got)
	}
	for i := 5; i > 0; i-- {
		if got := way[i].newer(); got != way[i-1] {
			t.Errorf("newer than %+v: %+v, not %+v", way[i], got, way[i-1])
		}
	}
	long := leaf{}
	for i := range 3 * longestTrail {
		long = long.older(fmt.Sprint(1000 - i))
	}
	if n := strings.Count(long.Trail, ","); n != longestTrail {
		t.Errorf("a link remembers %d pages", n+1)
	}
}
