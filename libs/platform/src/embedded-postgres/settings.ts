/** Postgres's settings, given on the command line so that an old cluster gets new ones with the next start. */
export function settings(port: number, durable: boolean): readonly string[] {
  const chosen: Record<string, string | number> = {
    port,
    // Loopback only, and no socket file: its path is limited to 107 bytes and /tmp is shared.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Fourteen for each worker, and some for tools: enough for 13 workers. Each costs a little memory for locks.
    max_connections: 200,
    // The hot set is the youngest partitions and the queue; beyond this the system's cache does as well.
    shared_buffers: '128MB',
    // Fewer checkpoints write fewer full pages; a restart replays at most this much, which takes seconds.
    max_wal_size: '1GB',
    // Hot statements are prepared and short: compiling them costs more than it saves.
    jit: 'off',
    // Statements and rows must not reach the log: they hold bodies (G8). `terse` leaves out DETAIL.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_destination: 'stderr',
    logging_collector: 'off',
    lc_messages: 'C',
    password_encryption: 'scram-sha-256',
    // A 2xx to a sender means that the commit is on the disk (G1).
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
