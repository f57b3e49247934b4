// How wide a text is where a Chinese character takes the room of two letters: on a terminal, on a button.

/** Columns: 2 for each character from the CJK radicals on, among them emoji; 1 for each before them, “” and —— too. */
export const width = (text: string): number => [...text].reduce((sum, char) => sum + (char > "\u2e7f" ? 2 : 1), 0)
