import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

/** Every page's head: its title, what it is for, and its one main action. */
export function PageFrame(props: {
	readonly title: string;
	readonly lead?: ReactNode;
	readonly actions?: ReactNode;
	readonly children: ReactNode;
}) {
	useEffect(() => {
		document.title = `${props.title} · Carillon`;
	}, [props.title]);
	return (
		<>
			<header className="page-head">
				<Group justify="space-between" align="flex-start" gap="md">
					<div className="page-head-words">
						<Title order={1} size="h2">
							{props.title}
						</Title>
						{props.lead && (
							<Text c="dimmed" mt={4} maw={680}>
								{props.lead}
							</Text>
						)}
					</div>
					{props.actions && <Group gap="sm">{props.actions}</Group>}
				</Group>
			</header>
			{props.children}
		</>
	);
}
