import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";

/** Goes where somebody wanted to go, with nothing left of whoever sat here before. */
export function useSignedIn(): () => void {
	const navigate = useNavigate();
	const queries = useQueryClient();
	const [search] = useSearchParams();
	return () => {
		queries.clear();
		const to = search.get("to") ?? "/";
		// Only our own pages: an address that begins with two slashes is another's.
		void navigate(/^\/(?![/\\])/.test(to) ? to : "/", { replace: true });
	};
}
