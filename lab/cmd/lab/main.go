// Command lab holds a whole Kubernetes control plane in one binary: the first argument chooses the part.
//
// The servers are the upstream ones, unchanged; etcd is the embeddable server in the version that this Kubernetes asks
// for. Every server ends when the process that started it ends, see package watchdog.
package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
	_ "time/tzdata" // CronJobs name time zones, and the machine may not know any.

	"github.com/spf13/cobra"
	"groundcrew/lab/watchdog"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

var parts = map[string]func(){
	"etcd":                    runEtcd,
	"kube-apiserver":          server(apiserver.NewAPIServerCommand),
	"kube-controller-manager": server(controllermanager.NewControllerManagerCommand),
	"kube-scheduler":          server(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
	"kubectl":                 runKubectl,
	"seed":                    runSeed,
}

func main() {
	if len(os.Args) < 2 || parts[os.Args[1]] == nil {
		names := make([]string, 0, len(parts))
		for name := range parts {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Fprintf(os.Stderr, "usage: lab (%s) [flags]\n", strings.Join(names, " | "))
		os.Exit(2)
	}
	run := parts[os.Args[1]]
	// The upstream commands read os.Args themselves, kubectl even before cobra does.
	os.Args = os.Args[1:]
	run()
}

func server(newCommand func() *cobra.Command) func() {
	return func() {
		watchdog.EndWithParent(nil)
		os.Exit(cli.Run(newCommand()))
	}
}

func runKubectl() {
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		util.CheckErr(err)
	}
}
