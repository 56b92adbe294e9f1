"""What parsers may be handed from outside: isolation, OCR and converters, bytes in and bytes out."""
