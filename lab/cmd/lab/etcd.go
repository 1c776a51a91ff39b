package main

import (
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"groundcrew/lab/watchdog"
)

// runEtcd serves one etcd member on Unix sockets: it has no authentication, so it must not be on a port.
func runEtcd() {
	dataDir := flag.String("data-dir", "", "where the data is kept")
	socket := flag.String("socket", "", "path of the Unix socket to serve clients on")
	ephemeral := flag.String("remove-when-orphaned", "", "folder to remove if the process that started this one dies without a clean stop")
	flag.Parse()

	watchdog.EndWithParent(func() { removeWhenOrphaned(*ephemeral) })
	if err := serveEtcd(*dataDir, *socket); err != nil {
		fmt.Fprintln(os.Stderr, "etcd:", err)
		os.Exit(1)
	}
}

func serveEtcd(dataDir, socket string) error {
	config := embed.NewConfig()
	config.Name = "lab"
	config.Dir = dataDir
	config.LogLevel = "warn"
	// Left out, every single request is slow enough for a warning.
	config.WarningUnaryRequestDuration = embed.DefaultWarningUnaryRequestDuration
	// A lab that loses power starts anew: durability would only make it slow.
	config.UnsafeNoFsync = true
	config.QuotaBackendBytes = 4 << 30
	config.ListenClientUrls = []url.URL{{Scheme: "unix", Path: socket}}
	// What it tells other members, of which there are none; a socket would be refused here.
	config.AdvertiseClientUrls = []url.URL{{Scheme: "http", Host: "localhost:2379"}}
	config.ListenPeerUrls = []url.URL{{Scheme: "unix", Path: filepath.Join(filepath.Dir(socket), "peer.sock")}}
	config.AdvertisePeerUrls = []url.URL{{Scheme: "http", Host: "localhost:2380"}}
	config.InitialCluster = config.InitialClusterFromName(config.Name)

	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	defer etcd.Close()

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	select {
	case <-stop:
		return nil
	case err := <-etcd.Err():
		return err
	}
}

// removeWhenOrphaned is the last act of a lab whose owner was killed. The other parts die by themselves in the same
// moment, but may still write a last file: hence more than one attempt.
func removeWhenOrphaned(folder string) {
	if folder == "" {
		return
	}
	for range 20 {
		_ = os.RemoveAll(folder)
		time.Sleep(100 * time.Millisecond)
		if _, err := os.Stat(folder); os.IsNotExist(err) {
			return
		}
	}
}
