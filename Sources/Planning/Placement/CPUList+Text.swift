import ProfileModel

/// CPU ids as the kernel writes lists: `0-3,8`.
func cpuListText(_ ids: some Sequence<Int>) -> String { ids.idList }
