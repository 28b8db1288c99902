"""The one error that people see: a French sentence that says what is wrong and what to do."""


class AssistantError(Exception):
    """Wrong use or bad input, told in one French sentence; the command line prints it and exits 2."""


def reason(error: OSError) -> str:
    """Say in French why the system refused a file (errno of POSIX), for the end of a sentence."""
    import errno

    known = {
        errno.ENOENT: "il n'existe pas",
        errno.EACCES: "vous n'avez pas le droit d'y accéder",
        errno.EPERM: "vous n'avez pas le droit d'y accéder",
        errno.EROFS: "le disque est en lecture seule",
        errno.ENOSPC: "il n'y a plus de place sur le disque",
        errno.EDQUOT: "votre espace disque est épuisé",
        errno.EEXIST: "un fichier porte déjà le nom d'un de ses dossiers",
        errno.EFBIG: "il dépasse la taille permise",
        errno.EISDIR: "c'est un dossier, pas un fichier",
        errno.ENOTDIR: "un élément de son chemin n'est pas un dossier",
        errno.ENAMETOOLONG: "son nom est trop long",
        errno.EBADF: "la sortie est fermée",
        errno.ELOOP: "son chemin tourne en rond (liens symboliques)",
    }
    return known.get(error.errno or 0, f"le système répond « {error.strerror or error} »")
