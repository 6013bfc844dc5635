import { Card, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** One matter of the account. */
export function Part(props: { readonly title: string; readonly words: ReactNode; readonly children: ReactNode }) {
	return (
		<Card component="section" withBorder padding="lg">
			<Title order={2} size="h4">
				{props.title}
			</Title>
			<Text c="dimmed" mt={4} mb="md" component="div">
				{props.words}
			</Text>
			{props.children}
		</Card>
	);
}
