package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// The names of linux/capability.h, by number.
var names = strings.Fields(`
CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT
SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE
AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ
PERFMON BPF CHECKPOINT_RESTORE`)

// lostCapabilities are those that this process may not pass on.
func lostCapabilities() ([]string, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return nil, err
	}
	return lostIn(string(status))
}

// lostIn reads them from the text of /proc/<pid>/status.
func lostIn(status string) ([]string, error) {
	for line := range strings.Lines(status) {
		value, found := strings.CutPrefix(line, "CapEff:")
		if !found {
			continue
		}
		bits, err := strconv.ParseUint(strings.TrimSpace(value), 16, 64)
		if err != nil {
			return nil, err
		}
		lost := []string{}
		for number, name := range names {
			if bits&(1<<number) == 0 {
				lost = append(lost, "CAP_"+name)
			}
		}
		return lost, nil
	}
	return nil, fmt.Errorf("/proc/self/status has no CapEff")
}
