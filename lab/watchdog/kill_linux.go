package watchdog

import "syscall"

// killWithParent asks the kernel for SIGKILL at the parent's death, which reaches a stopped process too. The wish
// belongs to a thread: call it from main, whose thread Go never ends.
func killWithParent() {
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_SET_PDEATHSIG, uintptr(syscall.SIGKILL), 0)
}
