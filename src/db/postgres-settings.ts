/** Sized for two cores and a gigabyte or two of memory, and for many short transactions. */
export function serverSettings(durable: boolean): Record<string, string> {
	const common = {
		listen_addresses: "127.0.0.1",
		// No socket file: its path has a length limit that a deep data folder breaks.
		unix_socket_directories: "",
		max_connections: "200",
		wal_compression: "on",
		random_page_cost: "1.1",
		jit: "off",
		// Parallel workers need /dev/shm, of which a container has little, and two cores gain nothing from them.
		max_parallel_workers_per_gather: "0",
		max_parallel_maintenance_workers: "0",
		timezone: "UTC",
		log_timezone: "UTC",
		log_checkpoints: "off",
		// Statements carry donors' names: keep them out of the log.
		log_min_error_statement: "panic",
		log_parameter_max_length_on_error: "0",
	};
	if (!durable) {
		return {
			...common,
			fsync: "off",
			synchronous_commit: "off",
			full_page_writes: "off",
			shared_buffers: "64MB",
			max_wal_size: "1GB",
			autovacuum_naptime: "1h",
		};
	}
	return {
		...common,
		fsync: "on",
		synchronous_commit: "on",
		shared_buffers: "256MB",
		effective_cache_size: "1GB",
		work_mem: "16MB",
		maintenance_work_mem: "128MB",
		max_wal_size: "2GB",
		min_wal_size: "256MB",
	};
}
