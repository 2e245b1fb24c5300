"""How the installation is doing: for the administrator and the security auditor, who see no dossier here."""
