import { useEffect } from "react";
import { Loading } from "../parts/states.tsx";

/** The address is right already; only the page behind it is the server's. */
export function ToQueueBoard() {
	useEffect(() => location.reload(), []);
	return <Loading />;
}
