// Package watchdog ties the life of a lab process to the life of the process that started it.
//
// It stands in a module of its own, without dependencies, because the lab's tools are built from separate modules
// whose Kubernetes versions differ.
package watchdog

import (
	"io"
	"os"
)

// EndWithParent ends this process when its parent ends, however the parent ends.
//
// The parent holds the other side of standard input and never writes to it, so the end of that stream is the end of
// the parent. The function orphaned, if given, runs before the process exits. A process without one may also be
// killed by the kernel right away, where the kernel offers that: a stopped process cannot read its own input.
func EndWithParent(orphaned func()) {
	if orphaned == nil {
		killWithParent()
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		if orphaned != nil {
			orphaned()
		}
		os.Exit(1)
	}()
}
