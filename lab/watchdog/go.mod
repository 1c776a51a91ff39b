module groundcrew/lab/watchdog

go 1.24.0
