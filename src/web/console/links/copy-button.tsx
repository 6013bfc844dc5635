import { Button } from "@mantine/core";
import { useState } from "react";

/** Says that it has copied; where the browser doesn't let it, the address can be marked by hand. */
export function CopyButton({
	text,
	label,
	of,
}: {
	readonly text: string;
	readonly label: string;
	readonly of?: string;
}) {
	const [said, setSaid] = useState<string | null>(null);
	const copy = async () => {
		const done = await navigator.clipboard?.writeText(text).then(
			() => true,
			() => false,
		);
		setSaid(done ? "Copied" : "Mark and copy it by hand");
		setTimeout(() => setSaid(null), 3000);
	};
	return (
		<Button
			variant="default"
			size="sm"
			onClick={copy}
			aria-label={of === undefined ? undefined : `${said ?? label}: ${of}`}
		>
			<span aria-live="polite">{said ?? label}</span>
		</Button>
	);
}
