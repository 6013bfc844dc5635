import { useEffect, useState } from "react";

/**
 * Inside a dialog that is drawn only while it is open: the focus goes back to what opened it, or, where that is gone by then, to the page.
 * (A dialog that stays and is told when it is open does this by itself.)
 */
export function FocusReturn() {
	const [from] = useState(() => document.activeElement);
	useEffect(
		() => () => {
			// The dialog lets go of the focus in this same moment.
			setTimeout(() => {
				const isStill = from instanceof HTMLElement && from.isConnected;
				const place = isStill ? from : document.getElementById("page");
				place?.focus({ preventScroll: true });
			});
		},
		[from],
	);
	return null;
}
