/** Plain words for the ways in which no connection comes about; shared ground of "provably nothing was sent". */
export const CONNECT_ERRORS: Readonly<Record<string, string>> = {
	ECONNREFUSED: "X refused the connection, so nothing was sent: check this machine's internet connection and firewall.",
	ENOTFOUND: "X's address could not be found, so nothing was sent: check this machine's internet connection and DNS.",
	EAI_AGAIN:
		"X's address could not be looked up, so nothing was sent: check this machine's internet connection and DNS.",
	EHOSTUNREACH: "There is no way to X from here, so nothing was sent: check this machine's internet connection.",
	ENETUNREACH: "There is no way to X from here, so nothing was sent: check this machine's internet connection.",
	ETIMEDOUT: "X could not be reached in time, so nothing was sent: check this machine's internet connection.",
	ABORT_ERR: "X could not be reached in time, so nothing was sent: check this machine's internet connection.",
};

/** OpenSSL's and Node's codes for a certificate or handshake that failed. */
export function isTlsRefusal(code: string): boolean {
	return /CERT|^UNABLE_TO_|SELF_SIGNED|^ERR_TLS_|^ERR_SSL_|^EPROTO$|HOSTNAME_MISMATCH|^INVALID_CA|^INVALID_PURPOSE/.test(
		code,
	);
}
